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
