<?php
// Runs the programs that its arguments name, one after the other; beside each are then its output, its errors and its code.
function pasted(): void
{
    include func_get_arg(0);
}

foreach (array_slice($argv, 1) as $program) {
    [$code, $errors] = [0, ''];
    ob_start();
    try {
        pasted($program);
    } catch (Throwable $thrown) {
        [$code, $errors] = [255, (string) $thrown];
    }
    file_put_contents("$program.output", ob_get_clean());
    file_put_contents("$program.errors", $errors);
    file_put_contents("$program.code", $code);
}
