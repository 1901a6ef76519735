using Risk.Core.Tests.Velocity.Durability;
using Risk.TestKit;

// The test host does not call this; tests start it for what needs a process of its own: to be killed while it records windows,
// or to compute with instruction sets switched off.
if (args is [KilledRecorder.Command, .. string[] recorder])
{
    return KilledRecorder.Run(recorder);
}

return InstructionSets.RunChild(typeof(Program).Assembly, args) ? 0 : 1;
