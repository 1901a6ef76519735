namespace Risk.Rules.Functions;

/// <summary>Distances on a sphere by the haversine formula, which is exact to rounding for near places too.</summary>
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

        double sinLatitude = Math.Sin((latitude2 - latitude1) * RadiansPerDegree / 2);
        double sinLongitude = Math.Sin((longitude2 - longitude1) * RadiansPerDegree / 2);
        double haversine = (sinLatitude * sinLatitude)
            + (Math.Cos(latitude1 * RadiansPerDegree) * Math.Cos(latitude2 * RadiansPerDegree) * sinLongitude * sinLongitude);
        return 2 * RadiusInKilometres * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }
}
