// Published self-contained and trimmed, then run, by `build.sh verify`: what the trimmer removes too much of fails here.
Console.WriteLine("trimmed app: ok");
return 0;
