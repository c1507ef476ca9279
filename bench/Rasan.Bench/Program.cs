using Rasan.Core.Storage;

SqliteLibrary.Start();
