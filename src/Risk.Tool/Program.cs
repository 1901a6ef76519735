using Risk.Tool;

// Thousands of lines go out in few writes, unless somebody watches them come.
using TextWriter output = Console.IsOutputRedirected
    ? new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" }
    : Console.Out;
return CommandLine.Run(args, output, Console.Error);
