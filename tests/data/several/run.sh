# Runs the programs that its arguments name, one after the other; beside each are then its output, its errors and its code.
for program; do
    (. "$program") >"$program.output" 2>"$program.errors"
    echo $? >"$program.code"
done
