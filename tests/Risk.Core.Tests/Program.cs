using Risk.TestKit;

// The test host does not call this; InstructionSets starts it to compute with instruction sets switched off.
return InstructionSets.RunChild(typeof(Program).Assembly, args) ? 0 : 1;
