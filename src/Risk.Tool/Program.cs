using System.CommandLine;

var root = new RootCommand("Inspect and verify models, check and run rules, score and backtest.");
return root.Parse(args).Invoke();
