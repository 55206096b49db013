-- One request again and again, given by the environment, or those of a file in turn; what came of it as one line of JSON.
-- Where a file for answers is named: each answer on a line of its own, its body or what else its status was.
wrk.method = os.getenv("LOAD_METHOD")
wrk.body = os.getenv("LOAD_BODY")
for name, value in string.gmatch(os.getenv("LOAD_HEADERS"), "([^\n:]+): ([^\n]*)") do
   wrk.headers[name] = value
end

local name = os.getenv("LOAD_POOL")
if name then
   local pool, file, at = {}, io.open(name, "rb"), 0
   local size = file:read("*l")
   while size do
      pool[#pool + 1] = file:read(tonumber(size))
      size = file:read("*l")
   end
   file:close()
   function request()
      at = at % #pool + 1
      return pool[at]
   end
end

local answers = os.getenv("LOAD_ANSWERS")
if answers then
   local file = io.open(answers, "a")
   function response(status, headers, body)
      file:write(status == 200 and body or status, "\n")
   end
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
      errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
