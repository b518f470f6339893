/// Names of languages as files, container tags and headers give them, as BCP 47 tags.
public enum LanguageTag {
    /// The tag for a code of ISO 639-1 or 639-2 with or without script and region (`eng`, `ger`, `pt_BR`), in the
    /// usual case; nil for `und` and the like and for what is no tag.
    public static func normalized(_ code: String) -> String? {
        let parts = code.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map { $0.lowercased() }
        guard let first = parts.first, parts.allSatisfy({ isSubtag($0, lengths: 1...8) }),
            isSubtag(first, lengths: 2...3), first.utf8.allSatisfy(\.isLetter)
        else { return nil }
        guard !["und", "mul", "zxx", "mis"].contains(first), !LanguageCodes.isPrivate(first) else { return nil }
        let language = LanguageCodes.short[first] ?? first
        let rest = parts.dropFirst().map { part in
            switch part.utf8.count {
            case 2: part.uppercased()
            case 4 where part.utf8.allSatisfy(\.isLetter): part.prefix(1).uppercased() + part.dropFirst()
            default: part
            }
        }
        return ([language] + rest).joined(separator: "-")
    }

    /// The language in a caption file's name: `talk.pt-BR.srt` gives `pt-BR`, `talk.forced.en.srt` gives `en`,
    /// `talk.vtt` gives nil. Only codes that name a language count, so that `talk.final.vtt` has none.
    public static func language(fromFileName name: String) -> String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2 else { return nil }
        // The first part is the title and the last the extension.
        var candidates = parts[1..<(parts.count - 1)]
        while let last = candidates.popLast() {
            let lowered = last.lowercased()
            // `hi` is Hindi, but beside another language it says "hearing impaired".
            if lowered == "hi", let before = candidates.last, let tag = known(before) { return tag }
            if let tag = known(last) { return tag }
            guard flags.contains(lowered) else { return nil }
        }
        return nil
    }

    /// What media players let stand beside the language in a name.
    private static let flags: Set<String> = [
        "forced", "sdh", "cc", "default", "auto", "orig", "original", "full", "foreign", "subs", "captions",
    ]

    private static func known(_ part: String) -> String? {
        let first = part.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard LanguageCodes.isKnown(first) else { return nil }
        return normalized(part)
    }

    private static func isSubtag(_ text: String, lengths: ClosedRange<Int>) -> Bool {
        lengths.contains(text.utf8.count) && text.utf8.allSatisfy { $0.isLetter || $0.isDigit }
    }
}

extension LanguageTag {
    /// The tag for what recognisers call a language: a code, or an English name such as `english`; nil for what is neither.
    public static func heard(_ name: String) -> String? {
        let name = name.lowercased()
        if let code = codes[name] { return code }
        guard let tag = normalized(name), let language = tag.split(separator: "-").first else { return nil }
        return LanguageCodes.isKnown(String(language)) ? tag : nil
    }

    /// The names that Whisper has for the languages it knows, some of them more than one.
    private static let codes: [String: String] = {
        var table: [String: String] = ["haitian creole": "ht", "jw": "jv"]
        for entry in names.split(whereSeparator: \.isWhitespace) {
            let parts = entry.split(separator: ":")
            table[String(parts[0])] = String(parts[1])
        }
        return table
    }()

    private static let names = """
        afrikaans:af albanian:sq amharic:am arabic:ar armenian:hy assamese:as azerbaijani:az bashkir:ba basque:eu
        belarusian:be bengali:bn bosnian:bs breton:br bulgarian:bg burmese:my cantonese:yue castilian:es catalan:ca
        chinese:zh croatian:hr czech:cs danish:da dutch:nl english:en estonian:et faroese:fo finnish:fi flemish:nl
        french:fr galician:gl georgian:ka german:de greek:el gujarati:gu haitian:ht hausa:ha hawaiian:haw hebrew:he
        hindi:hi hungarian:hu icelandic:is indonesian:id irish:ga italian:it japanese:ja javanese:jv kannada:kn
        kazakh:kk khmer:km korean:ko lao:lo latin:la latvian:lv letzeburgesch:lb lingala:ln lithuanian:lt
        luxembourgish:lb macedonian:mk malagasy:mg malay:ms malayalam:ml maltese:mt mandarin:zh maori:mi marathi:mr
        moldavian:ro moldovan:ro mongolian:mn myanmar:my nepali:ne norwegian:no nynorsk:nn occitan:oc panjabi:pa
        pashto:ps persian:fa polish:pl portuguese:pt punjabi:pa pushto:ps romanian:ro russian:ru sanskrit:sa
        serbian:sr shona:sn sindhi:sd sinhala:si sinhalese:si slovak:sk slovenian:sl somali:so spanish:es sundanese:su
        swahili:sw swedish:sv tagalog:tl tajik:tg tamil:ta tatar:tt telugu:te thai:th tibetan:bo turkish:tr turkmen:tk
        ukrainian:uk urdu:ur uzbek:uz valencian:ca vietnamese:vi welsh:cy yiddish:yi yoruba:yo
        """
}

/// The codes of ISO 639-2 that have a code in ISO 639-1, and some that have none and yet are met.
enum LanguageCodes {
    /// Three letters to two, the bibliographic codes (`ger`) beside the terminological ones (`deu`).
    static let short: [String: String] = {
        var table: [String: String] = [:]
        for entry in entries.split(whereSeparator: \.isWhitespace) {
            table[String(entry.prefix(3))] = String(entry.suffix(2))
        }
        return table
    }()

    private static let two = Set(short.values)
    private static let threeOnly: Set<String> = [
        "ast", "ceb", "chr", "fil", "gsw", "haw", "hmn", "hsb", "kok", "mai", "nap", "nds", "scn", "sco", "syr", "yue",
    ]

    /// Whether a lower-case code of two or three letters names a language.
    static func isKnown(_ code: String) -> Bool {
        two.contains(code) || short[code] != nil || threeOnly.contains(code)
    }

    /// `qaa` to `qtz` are for private use.
    static func isPrivate(_ code: String) -> Bool { code.utf8.count == 3 && code >= "qaa" && code <= "qtz" }

    private static let entries = """
        aar:aa abk:ab afr:af aka:ak alb:sq amh:am ara:ar arg:an arm:hy asm:as ava:av ave:ae aym:ay aze:az bak:ba bam:bm
        baq:eu bel:be ben:bn bih:bh bis:bi bod:bo bos:bs bre:br bul:bg bur:my cat:ca ces:cs cha:ch che:ce chi:zh chu:cu
        chv:cv cor:kw cos:co cre:cr cym:cy cze:cs dan:da deu:de div:dv dut:nl dzo:dz ell:el eng:en epo:eo est:et eus:eu
        ewe:ee fao:fo fas:fa fij:fj fin:fi fra:fr fre:fr fry:fy ful:ff geo:ka ger:de gla:gd gle:ga glg:gl glv:gv gre:el
        grn:gn guj:gu hat:ht hau:ha heb:he her:hz hin:hi hmo:ho hrv:hr hun:hu hye:hy ibo:ig ice:is ido:io iii:ii iku:iu
        ile:ie ina:ia ind:id ipk:ik isl:is ita:it jav:jv jpn:ja kal:kl kan:kn kas:ks kat:ka kau:kr kaz:kk khm:km kik:ki
        kin:rw kir:ky kom:kv kon:kg kor:ko kua:kj kur:ku lao:lo lat:la lav:lv lim:li lin:ln lit:lt ltz:lb lub:lu lug:lg
        mac:mk mah:mh mal:ml mao:mi mar:mr may:ms mkd:mk mlg:mg mlt:mt mon:mn mri:mi msa:ms mya:my nau:na nav:nv nbl:nr
        nde:nd ndo:ng nep:ne nld:nl nno:nn nob:nb nor:no nya:ny oci:oc oji:oj ori:or orm:om oss:os pan:pa per:fa pli:pi
        pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro run:rn rus:ru sag:sg san:sa sin:si slk:sk slo:sk slv:sl sme:se
        smo:sm sna:sn snd:sd som:so sot:st spa:es sqi:sq srd:sc srp:sr ssw:ss sun:su swa:sw swe:sv tah:ty tam:ta tat:tt
        tel:te tgk:tg tgl:tl tha:th tib:bo tir:ti ton:to tsn:tn tso:ts tuk:tk tur:tr twi:tw uig:ug ukr:uk urd:ur uzb:uz
        ven:ve vie:vi vol:vo wel:cy wln:wa wol:wo xho:xh yid:yi yor:yo zha:za zho:zh zul:zu
        """
}
