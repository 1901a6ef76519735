using Risk.ColdStart;

// Nothing of the library may be touched before the first mark: what only a load needs lives in methods of their own.
const int Usage = 2;
switch (args)
{
    case ["empty", string rules, string schema]:
        EmptyStart.Run(File.ReadAllText(rules), File.ReadAllBytes(schema));
        return 0;
    case ["load", string rules, string schema]:
        RulesStart.Run(File.ReadAllText(rules), File.ReadAllBytes(schema));
        return 0;
    default:
        Console.Error.WriteLine("usage: Risk.ColdStart empty|load FILE.rules SCHEMA.json");
        return Usage;
}
