/// Words that tell where phrases are parted well. Of several languages in one list: where a word is of another kind in another
/// language, a break is a little worse, no more.
enum FunctionWords {
    /// Whether a word begins a clause: a conjunction or a relative pronoun.
    static func beginsClause(_ word: String) -> Bool { clauses.contains(word.lowercased()) }

    /// Whether a word belongs to the one that follows: an article, a preposition, a pronoun before its verb. All words of three
    /// small letters and less count as such.
    static func leansOnNext(_ word: String) -> Bool {
        let isShort = word.unicodeScalars.count <= 3 && word.unicodeScalars.allSatisfy { $0.properties.isLowercase }
        return isShort || leaning.contains(word.lowercased())
    }

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let clauses = words(
        """
        and but or because that which who whose when where while if although though unless until since whether so than
        und aber oder weil dass wenn ob obwohl damit sondern denn während bevor nachdem sobald
        et mais ou parce que qui quand lorsque si donc car puisque où
        y pero o porque que quien cuando donde aunque si sino mientras
        e mas ou porque quem quando onde embora enquanto
        ma perché che chi quando dove se mentre anche
        en maar of omdat dat die wanneer waar terwijl als
        и но или потому что чтобы который которая которые когда где если хотя пока
        """
    )

    private static let leaning = words(
        """
        they with from into your their this these those have will would could should about been were what every very
        dein mein sein ihre eine einen einem einer unser über unter nach beim durch für gegen ohne dieser diese dieses
        dans avec pour sans sous cette leur leurs notre votre nous vous elle elles
        para como esta este estos estas nuestro nuestra desde hasta entre sobre
        pela pelo minha nosso nossa della delle degli nella nelle questo questa
        het een voor door naar onder over zijn haar onze
        это этот эта эти для через перед после между
        """
    )
}
