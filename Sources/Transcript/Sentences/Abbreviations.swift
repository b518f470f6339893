/// Words that end in a full stop without ending a sentence: English, German, French, Spanish, Portuguese, Italian.
/// All are lower case and without their last full stop.
enum Abbreviations {
    /// Never the end: something always follows.
    static let leading: Set<String> = [
        "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "sen", "rep", "gov", "gen", "col", "lt", "capt", "sgt",
        "maj", "cmdr", "adm", "pres", "supt", "messrs", "mt", "vs", "e.g", "eg", "i.e", "viz", "cf", "approx", "esp",
        "hr", "fr", "frl", "dipl", "z.b", "d.h", "z.t", "bzw", "ca", "evtl", "ggf", "inkl", "bzgl", "sog", "vgl", "mag",
        "st.-", "mlle", "mme", "mm", "p.ex", "c.-à-d", "sr", "sra", "srta", "sres", "dª", "p.ej", "ud", "exmo", "sig",
        "sig.ra", "dott", "dott.ssa", "avv", "ing", "prof.ssa", "profa", "dra", "v.a", "u.u", "o.ä", "i.d.r",
    ]

    /// Not the end before a number: `No. 5`, `Jan. 3`, `art. 7`.
    static let beforeNumber: Set<String> = [
        "no", "nos", "nr", "art", "fig", "figs", "p", "pp", "vol", "ch", "chap", "cap", "c", "abs", "kap", "pág", "pag",
        "págs", "tel", "núm", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov",
        "dec", "dez", "sec", "eq", "tab", "bd",
    ]

    /// The end only where a usual first word or a pause follows: `St. Louis`, `U.S. Senate`, `King Jr. Day`.
    static let either: Set<String> = [
        "st", "ste", "jr", "sr.", "inc", "co", "corp", "ltd", "bros", "dept", "univ", "assn", "ave", "blvd", "rd", "al",
        "ee.uu", "ph.d", "m.d", "b.a", "m.a", "ft", "u.a", "str",
    ]

    /// The end only where a capital follows, in any text: `etc.`, `5 p.m.`
    static let trailing: Set<String> = ["etc", "a.m", "p.m", "usw", "u.s.w", "ecc", "b.c", "a.d", "v.chr", "n.chr"]

    /// First words of sentences, by which an abbreviation is seen to end one.
    static let firstWords: Set<String> = [
        "i", "it", "we", "you", "he", "she", "they", "and", "but", "so", "this", "that", "these", "those", "there",
        "then", "what", "when", "where", "why", "how", "if", "because", "well", "yes", "no", "now", "my", "your",
        "our", "his", "her", "its", "their", "the", "a", "in", "it's", "that's", "i'm", "we're", "he's", "she's",
        "they're", "you're", "there's", "let's", "everyone", "however", "der", "die", "das", "ich", "wir", "er", "sie",
        "es", "und", "aber", "dann", "wenn", "was", "wie", "wo", "warum", "weil", "ja", "nein", "jetzt", "ein", "eine",
        "le", "la", "les", "je", "nous", "vous", "il", "elle", "ils", "elles", "et", "mais", "alors", "puis", "que",
        "c'est", "un", "une", "el", "los", "las", "yo", "él", "ella", "ellos", "y", "pero", "entonces", "una", "o",
        "os", "as", "eu", "nós", "ele", "ela", "eles", "e", "mas", "então", "lo", "gli", "io", "noi", "lui", "lei",
        "ma",
        "allora",
    ]
}
