<?php
// One call as the documentation's PHP example makes it: URL, method, user name, key, body and media type are the arguments.
// Prints the status, a line break and the answer.
[, $url, $method, $partner, $key, $data] = $argv;
$ch = curl_init();
curl_setopt($ch, CURLOPT_USERNAME, $partner);
curl_setopt($ch, CURLOPT_PASSWORD, $key);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
curl_setopt($ch, CURLOPT_URL, $url);
if ($method === 'POST') {
    curl_setopt($ch, CURLOPT_POST, true);
} else {
    curl_setopt($ch, CURLOPT_CUSTOMREQUEST, $method);
}
curl_setopt($ch, CURLOPT_POSTFIELDS, $data);
curl_setopt($ch, CURLOPT_HTTPHEADER, array(
    'Content-Type: ' . ($argv[6] ?? 'application/json'),
    'Content-Length: ' . strlen($data)
));
$result = curl_exec($ch);
if (curl_errno($ch)) {
    fwrite(STDERR, curl_error($ch));
    exit(1);
}
echo curl_getinfo($ch, CURLINFO_HTTP_CODE), "\n", $result;
