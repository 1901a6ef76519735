namespace Risk.Core.Tests.Models.Calibration;

public class CalibrationAllocationTests
{
    [Fact]
    public void Applying_allocates_nothing()
    {
        double[] scores = [.. Enumerable.Range(0, 50).Select(static i => i / 50.0)];
        double[] probabilities = new double[50];
        foreach (RiskCalibration calibration in Calibrations.All)
        {
            AllocationAssert.None(
                () =>
                {
                    calibration.Apply(scores, probabilities);
                    probabilities[0] = calibration.Calibrate(0.3, 0.4) + calibration.Apply(0.7);
                },
                calls: 100,
                warmUp: 100);
        }
    }
}
