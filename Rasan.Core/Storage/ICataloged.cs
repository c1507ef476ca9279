namespace Rasan.Core.Storage;

/// <summary>Kept in memory for the accept path: saving a change of it raises the revision, and every copy in memory is dropped.</summary>
public interface ICataloged;
