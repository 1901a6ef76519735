using Risk.Events;
using Risk.Extensions.Loading;

namespace Risk.Extensions;

/// <summary>
/// Names the parts in which a challenger or a shadow differs from the champion: those it does not name are the champion's, windows included. A bundle replaces all of them.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public sealed class VariantBuilder<TEvent> : ScorerPartsBuilder<TEvent, VariantBuilder<TEvent>>
{
    internal VariantBuilder(IEventReader<TEvent> reader, ScorerRecipe<TEvent> champion)
        : base(reader, champion)
    {
    }
}
