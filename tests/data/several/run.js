// Runs the programs that its arguments name, one after the other; beside each are then its output, its errors and its code.
const fs = require("fs");
const { format } = require("util");
const { runInThisContext } = require("vm");

(async () => {
  for (const program of process.argv.slice(2)) {
    const said = { output: "", errors: "" };
    console.log = (...words) => { said.output += format(...words) + "\n"; };
    console.error = (...words) => { said.errors += format(...words) + "\n"; };
    process.exitCode = 0;
    await runInThisContext(fs.readFileSync(program, "utf-8"));
    fs.writeFileSync(`${program}.output`, said.output);
    fs.writeFileSync(`${program}.errors`, said.errors);
    fs.writeFileSync(`${program}.code`, String(process.exitCode));
  }
  process.exitCode = 0;
})();
