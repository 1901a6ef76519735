using Risk.Extensions;

namespace HotReload;

/// <summary>A rules file that is replaced as a deployment does it: written beside, then moved over in one step.</summary>
internal sealed class RulesFile(string path)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Path => path;

    public void Write(string rules)
    {
        File.WriteAllText(path + ".next", rules);
        File.Move(path + ".next", path, overwrite: true);
    }

    /// <summary>Replaces the file and waits until the scorer has taken or refused it.</summary>
    public async Task<ReloadStatus> ReplaceAsync(string rules, ReloadableScorer<Payment> scorer)
    {
        var reloaded = new TaskCompletionSource<ReloadStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnReloaded(ReloadStatus status) => reloaded.TrySetResult(status);
        scorer.Reloaded += OnReloaded;
        Write(rules);
        try
        {
            return await reloaded.Task.WaitAsync(Patience);
        }
        finally
        {
            scorer.Reloaded -= OnReloaded;
        }
    }
}
