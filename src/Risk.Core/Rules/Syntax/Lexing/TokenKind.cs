namespace Risk.Rules.Syntax;

/// <summary>What a token is. Keywords have kinds of their own, from <see cref="Allow"/> to <see cref="Matches"/>.</summary>
internal enum TokenKind : byte
{
    EndOfFile,

    /// <summary><c>name:</c> in front of a rule.</summary>
    Label,

    /// <summary>A word that is no keyword: a function's name, or a mistake.</summary>
    Word,

    /// <summary><c>:name:</c></summary>
    Attribute,

    /// <summary><c>::key::</c></summary>
    Metadata,

    /// <summary><c>@name</c></summary>
    List,
    Number,
    Duration,
    Text,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    OpenParenthesis,
    CloseParenthesis,
    Comma,
    Semicolon,

    Allow,
    Block,
    Review,
    Request,
    Challenge,
    Score,
    Shadow,
    ListKeyword,
    Define,
    If,
    By,
    From,
    Because,
    Reason,
    And,
    Or,
    Not,
    True,
    False,
    In,
    Between,
    Includes,
    Like,
    StartsWith,
    EndsWith,
    Matches,
}
