namespace Rasan.Core.Messages;

/// <summary>The mobile operators that statistics tell apart. The numbers are stored; never renumber.</summary>
public enum Operator
{
    /// <summary>Smaller Iranian operators, landlines, other countries.</summary>
    Other = 0,

    /// <summary>Hamrah-e Aval.</summary>
    Mci = 1,
    Irancell = 2,
    Rightel = 3,
}

internal static class OperatorPrefixes
{
    /// <summary>By the three digits after +98. A ported number keeps its prefix, so this says who issued it.</summary>
    public static Operator Find(int prefix) => prefix switch
    {
        >= 910 and <= 919 or >= 990 and <= 996 => Operator.Mci,
        >= 900 and <= 905 or 930 or 933 or >= 935 and <= 939 or 941 => Operator.Irancell,
        >= 920 and <= 923 => Operator.Rightel,
        _ => Operator.Other,   // 931, 932, 934 and the virtual operators under 998 and 999
    };
}
