-- One request again and again, given by the environment, or a mix from a file; what came of it as one line of JSON.
local mix = os.getenv("LOAD_MIX")
if mix then
   local requests, number = {}, tonumber(os.getenv("LOAD_NUMBER"))
   local file = io.open(mix, "rb")
   local length = file:read("*l")
   while length do
      requests[#requests + 1] = file:read(tonumber(length))
      length = file:read("*l")
   end
   file:close()
   function request()
      number = number + 1
      local found = requests[number % #requests + 1]
      return (found:gsub("@@@@@@@@", string.format("%08d", number)))
   end
else
   wrk.method = os.getenv("LOAD_METHOD")
   wrk.body = os.getenv("LOAD_BODY")
   for name, value in string.gmatch(os.getenv("LOAD_HEADERS"), "([^\n:]+): ([^\n]*)") do
      wrk.headers[name] = value
   end
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
      errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
