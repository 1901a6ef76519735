using System.Globalization;
using FsCheck.Xunit;
using Risk.Events;
using Risk.Internals;

namespace Risk.Core.Tests.Events;

public class TimestampTextProperties
{
    [Property(MaxTest = 2_000)]
    public void Reads_what_the_framework_writes(long seed, int offset)
    {
        long ticks = (long)((ulong)seed * 0x9E3779B97F4A7C15 % (ulong)DateTime.MaxValue.Ticks);
        long hours = TimeSpan.TicksPerHour * 15;
        var instant = new DateTimeOffset(Math.Clamp(ticks, hours, DateTime.MaxValue.Ticks - hours), TimeSpan.FromMinutes(offset % (14 * 60)));
        foreach (string format in (string[])["O", "yyyy-MM-ddTHH:mm:ss.fffffffzzz", "yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-ddTHH:mmzzz"])
        {
            string text = instant.ToString(format, CultureInfo.InvariantCulture);
            double expected = UnixTime.Microseconds(DateTimeOffset.ParseExact(text, format, CultureInfo.InvariantCulture));
            Assert.True(TimestampText.TryParse(text, out double actual), text);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Reads_every_day_of_the_calendar_and_no_other()
    {
        for (int year = 1; year <= 9999; year += year is > 1890 and < 2110 ? 1 : 37)
        {
            for (int month = 0; month <= 13; month++)
            {
                for (int day = 0; day <= 32; day++)
                {
                    string text = string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}");
                    bool exists = DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date);
                    Assert.True(TimestampText.TryParse(text, out double microseconds));
                    Assert.Equal(exists ? (date - DateTime.UnixEpoch).Ticks / 10.0 : double.NaN, microseconds);
                }
            }
        }
    }
}
