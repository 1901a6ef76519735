using Demo;
using Demo.Credit;
using Demo.Payments;
using Spectre.Console;

const int WidthOfAFile = 110;
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = WidthOfAFile;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

if (DemoData.Missing() is { Count: > 0 } missing)
{
    Console.Error.WriteLine($"The demo's data is not beside the program: {string.Join(", ", missing)}. A build copies samples/data there; a clone that lacks it has to be completed first.");
    return 2;
}

CreditDemo.Run();
RulesDemo.Run();
return StreamDemo.Run() ? 0 : 1;
