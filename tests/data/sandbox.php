<?php
// A client that keeps comebacks and tries again, tried against a sandbox: URL, user name, key, customer and contact are the
// arguments. Prints what happened as JSON.
[, $url, $partner, $key, $customer, $contact] = $argv;

final class Answer
{
    public function __construct(public int $status, public array $headers, public mixed $value) {}
}

final class Http
{
    public function __construct(private string $url, private string $login) {}

    public function call(string $method, string $path, mixed $body = null, array $headers = []): ?Answer
    {
        $ch = curl_init($this->url . $path);
        $got = [];
        curl_setopt_array($ch, [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_USERPWD => $this->login,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => 20,
            CURLOPT_HTTPHEADER => [...$headers, 'Content-Type: application/json'],
            CURLOPT_HEADERFUNCTION => function ($ch, string $line) use (&$got): int {
                $parts = explode(':', $line, 2);
                if (count($parts) === 2) {
                    $got[strtolower($parts[0])] = trim($parts[1]);
                }
                return strlen($line);
            },
        ]);
        if ($body !== null) {
            curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($body));
        }
        $text = curl_exec($ch);
        if ($text === false) {
            return null;
        }
        return new Answer(curl_getinfo($ch, CURLINFO_RESPONSE_CODE), $got, json_decode($text, true));
    }
}

final class Client
{
    public array $waits = [];
    public int $lost = 0;

    public function __construct(private Http $http) {}

    public function keepComeback(string $customer, string $contact, string $date): Answer
    {
        $once = ['Idempotency-Key: ' . bin2hex(random_bytes(8))];
        for ($try = 0; $try < 3; $try++) {
            $answer = $this->http->call('POST', "/Meeting/Comeback/$customer/$contact", ['date' => $date], $once);
            if ($answer === null) {
                $this->lost++;
            } elseif ($answer->status === 503) {
                $this->waits[] = (int) $answer->headers['retry-after'];
            } else {
                return $answer;
            }
        }
        throw new RuntimeException('the server is not well');
    }
}

$http = new Http($url, "$partner:$key");
$client = new Client($http);
$sandbox = "/_farstu/sandbox/$customer";
$operation = 'POST-Meeting-Comeback-customerId-contactId';

$http->call('PUT', "$sandbox/clock", ['at' => '2040-03-01T10:00:00', 'frozen' => true]);
$http->call('POST', "$sandbox/faults", ['status' => 503, 'retryAfter' => 4, 'count' => 2, 'operation' => $operation]);
$first = $client->keepComeback($customer, $contact, '2040-03-02T10:00:00');
$http->call('POST', "$sandbox/faults", ['drop' => 'after', 'count' => 1, 'operation' => $operation]);
$second = $client->keepComeback($customer, $contact, '2040-03-03T10:00:00');
$due = $http->call('PUT', "$sandbox/clock", ['advance' => ['days' => 1, 'hours' => 12]]);
$later = $http->call('PUT', "$sandbox/clock", ['advance' => ['days' => 1]]);
$kept = $http->call('GET', "/CRM/Contact/$customer/$contact/ComebackMeeting");
$reset = $http->call('POST', "$sandbox/reset");
$clock = $http->call('GET', "$sandbox/clock");

echo json_encode([
    'waits' => $client->waits,
    'lost' => $client->lost,
    'first' => $first->value,
    'second' => $second->value,
    'replayed' => $second->headers['idempotency-replayed'] ?? null,
    'due' => [$due->value['due'], $later->value['due']],
    'kept' => array_column($kept->value['meetings'], 'id'),
    'reset' => $reset->status,
    'frozen' => $clock->value['frozen'],
]);
