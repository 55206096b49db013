// Calls as the documentation's C# example makes them: user name and key are arguments; standard input has a method, a
// URL, a media type and a body, tabs between them, on each line. Prints the status, the answer's media type and the answer.
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

class Call
{
    static readonly HttpClient HttpClientInstance = new HttpClient();

    static void Main(string[] arguments)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments[0] + ":" + arguments[1]));
        HttpClientInstance.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        var input = new System.IO.StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        for (var line = input.ReadLine(); line != null; line = input.ReadLine())
        {
            var call = line.Split('\t');
            var content = new StringContent(call[3], Encoding.UTF8, call[2]);
            using (var response = call[0] == "PUT"
                ? HttpClientInstance.PutAsync(call[1], content).Result
                : HttpClientInstance.PostAsync(call[1], content).Result)
            {
                var type = response.Content.Headers.ContentType;
                Console.WriteLine((int)response.StatusCode + "\t" + type + "\t" + response.Content.ReadAsStringAsync().Result);
            }
        }
    }
}
