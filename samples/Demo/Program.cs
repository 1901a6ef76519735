using Demo.Credit;
using Demo.Payments;
using Spectre.Console;

const int WidthOfAFile = 110;
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = WidthOfAFile;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

CreditDemo.Run();
RulesDemo.Run();
StreamDemo.Run();
