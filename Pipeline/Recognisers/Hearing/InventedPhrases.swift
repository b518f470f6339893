/// What Whisper writes down where nobody speaks, in applause, music and noise: the ends of the films that it learned from.
///
/// The phrases are known to all who use it; see "Investigation of Whisper ASR Hallucinations Induced by Non-Speech Audio"
/// (Barański and others, ICASSP 2025).
enum InventedPhrases {
    /// Whether words, in small letters and without signs, are nothing but such phrases.
    static func contain(_ words: [String]) -> Bool {
        let text = words.joined()
        if text.isEmpty { return true }
        if parts.contains(where: { text.contains($0) }) { return true }
        // Said over and over they are no truer.
        return whole.contains { phrase in
            text.count % phrase.count == 0
                && text == String(repeating: phrase, count: text.count / phrase.count)
        }
    }

    /// Whether words are nothing but one of the phrases that hardly anybody says in a talk.
    static func isOne(_ words: [String]) -> Bool {
        let text = words.joined()
        return parts.contains { text.hasPrefix($0) && text.count < $0.count + longestName }
    }

    /// Letters that may follow such a phrase: a name, or an address.
    private static let longestName = 25

    /// What nobody says in a talk, whatever stands around it.
    private static let parts = [
        "amaraorg", "subtitlesby", "captionsby", "captionedby", "subtitledby", "transcribedby", "translatedby",
        "subscribetomychannel", "subscribetothechannel", "likeandsubscribe", "thanksforwatching", "thankyouforwatching",
        "untertitelung", "untertitelvon", "untertitelder", "untertitelim", "soustitrage", "soustitresréalisés",
        "subtítulosrealizados", "subtítulospor", "sottotitolicreati", "sottotitolia", "legendaspela", "napisystworzone",
        "ondertiteld", "субтитрысделал", "субтитрысоздавал", "редакторсубтитров", "продолжениеследует",
        "ご視聴ありがとうございました", "チャンネル登録", "字幕由", "请不吝点赞", "請不吝點贊", "明镜与点点",
    ]

    /// What may be said as well, and counts only where it is all there is.
    private static let whole = [
        "you", "thankyou", "thankyouverymuch", "thankyousomuch", "thanks", "bye", "byebye", "goodbye", "okay", "oh",
        "hmm", "mm", "ah", "uh", "seeyounexttime", "seeyouinthenextvideo", "seeyoulater",
        "vielendank", "danke", "tschüss", "merci", "mercidavoirregardé", "gracias", "graciasporver", "grazie",
        "obrigado",
        "спасибо", "dziękuję", "ありがとうございました", "謝謝", "谢谢", "谢谢大家", "謝謝大家", "감사합니다", "시청해주셔서감사합니다",
    ]
}
