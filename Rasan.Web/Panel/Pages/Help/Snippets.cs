namespace Rasan.Web.Panel.Pages.Help;

/// <summary>A call as a program of some language makes it, with nothing but what the language brings along.</summary>
public static class Snippets
{
    /// <summary>Stands where the reader puts a token.</summary>
    public const string Token = "rsn_YOUR-TOKEN";

    /// <summary>By the word in the address, with the language's own name.</summary>
    public static readonly IReadOnlyList<(string Key, string Name)> Languages = [("curl", "curl"), ("csharp", "C#"), ("python", "Python"), ("php", "PHP")];

    public static string Write(string language, ExampleCall call) => language switch
    {
        "csharp" => CSharp(call),
        "python" => Python(call),
        "php" => Php(call),
        _ => Curl(call),
    };

    private static string Curl(ExampleCall call) => call.Json is null
        ? $"""
           curl -sS '{call.Url}' \
             -H 'Authorization: Bearer {Token}'
           """
        : $"""
           curl -sS -X POST '{call.Url}' \
             -H 'Authorization: Bearer {Token}' \
             -H 'Content-Type: application/json' \
             -d '{call.Json}'
           """;

    private static string CSharp(ExampleCall call)
    {
        var ask = call.Json is null
            ? $"""using var answer = await http.GetAsync("{call.Url}");"""
            : $"""""
               using var body = new StringContent("""{call.Json}""", Encoding.UTF8, "application/json");
               using var answer = await http.PostAsync("{call.Url}", body);
               """"";
        return $"""
            using System.Net.Http.Headers;
            using System.Text;

            using HttpClient http = new();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "{Token}");
            {ask}
            Console.WriteLine((int)answer.StatusCode);
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            """;
    }

    private static string Python(ExampleCall call)
    {
        var data = call.Json is null ? "" : $"\n    data=r'{call.Json}'.encode(),";
        return $$"""
            import urllib.error
            import urllib.request

            request = urllib.request.Request(
                "{{call.Url}}",{{data}}
                headers={"Authorization": "Bearer {{Token}}", "Content-Type": "application/json"},
            )
            try:
                with urllib.request.urlopen(request) as answer:
                    print(answer.status, answer.read().decode())
            except urllib.error.HTTPError as refused:
                print(refused.code, refused.read().decode())
            """;
    }

    private static string Php(ExampleCall call)
    {
        var fields = call.Json is null ? "" : $"\n    CURLOPT_POSTFIELDS => '{call.Json}',";
        return $$"""
            <?php
            $request = curl_init("{{call.Url}}");
            curl_setopt_array($request, [
                CURLOPT_HTTPHEADER => ["Authorization: Bearer {{Token}}", "Content-Type: application/json"],{{fields}}
                CURLOPT_RETURNTRANSFER => true,
            ]);
            echo curl_exec($request);
            """;
    }
}
