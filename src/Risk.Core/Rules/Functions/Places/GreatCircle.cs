namespace Risk.Rules.Functions;

/// <summary>Distances on a sphere by the haversine formula, which is exact to rounding for near places too. The same bits on every machine.</summary>
internal static class GreatCircle
{
    // The mean radius (2a + b) / 3 of the WGS 84 ellipsoid.
    private const double RadiusInKilometres = 6371.0088;
    private const double RadiansPerDegree = Math.PI / 180;

    /// <summary>The distance in kilometres; NaN when a coordinate is NaN or out of range.</summary>
    public static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        if (!(Math.Abs(latitude1) <= 90 && Math.Abs(latitude2) <= 90 && Math.Abs(longitude1) <= 180 && Math.Abs(longitude2) <= 180))
        {
            return double.NaN;
        }

        double sinLatitude = FixedTrigonometry.Sine((latitude2 - latitude1) * RadiansPerDegree / 2);
        double sinLongitude = FixedTrigonometry.Sine((longitude2 - longitude1) * RadiansPerDegree / 2);
        double cosines = FixedTrigonometry.Cosine(latitude1 * RadiansPerDegree) * FixedTrigonometry.Cosine(latitude2 * RadiansPerDegree);
        double haversine = Math.Min(1, (sinLatitude * sinLatitude) + (cosines * sinLongitude * sinLongitude));
        return 2 * RadiusInKilometres * FixedTrigonometry.ArcTangent(Math.Sqrt(haversine), Math.Sqrt(1 - haversine));
    }
}
