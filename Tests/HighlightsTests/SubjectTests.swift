import Testing
import Transcript

@testable import Highlights

/// Hashtags and what a talk is about.
@Suite struct SubjectTests {
    private static func tags(_ texts: [String], _ language: String? = "en") -> [String] {
        let talk = TalkMaker.talk(texts, language: language)
        return PostWriter(talk: talk).posts(start: 0, end: talk.duration, title: "x").hashtags
    }

    private static let bakery = [
        "Eighty loaves came out of the oven at five minutes past six.", "Add flour, and wait for eighty minutes.",
        "Slowly add flour to the dough.", "The dough rests, and the dough grows.", "We knead dough with flour.",
        "Eighty people bought bread in Vienna.", "Nobody in Vienna bakes bread like Maria Huber.",
        "Maria Huber says that bread needs time.",
    ]

    @Test func areNamesAndSubjects() {
        let tags = Self.tags(Self.bakery)
        #expect(Set(tags).isSubset(of: ["#Dough", "#Flour", "#Bread", "#Vienna", "#MariaHuber"]), "\(tags)")
        #expect(tags.contains("#MariaHuber") && tags.contains("#Dough"))
    }

    @Test(arguments: ["#Eighty", "#MinutesPast", "#AddFlour", "#Add", "#Minutes", "#Slowly", "#Knead", "#Says"])
    func areNoNumbersVerbsOrScraps(tag: String) {
        #expect(!Self.tags(Self.bakery).contains(tag))
    }

    @Test func aShortNameIsTheWholeName() {
        let tags = Self.tags([
            "A carpenter named John Harrison built clocks.", "For years Harrison built clocks of wood.",
            "The board paid Harrison nothing.", "The clocks of the Board of Longitude are lost.",
        ])
        #expect(tags.contains("#JohnHarrison") && tags.contains("#BoardOfLongitude"), "\(tags)")
        #expect(!tags.contains("#Harrison"))
    }

    @Test func anAdjectiveOfAPeopleIsNoSubject() {
        let tags = Self.tags([
            "An English fleet sailed home.", "The English ships were lost.", "English sailors had no clocks at sea.",
            "The fleet and the ships had no clocks.",
        ])
        #expect(!tags.contains("#English"))
    }

    @Test func fewerWhereThereAreNone() {
        #expect(Self.tags(["Well, that is what he told them.", "And then they went there again."]) == [])
    }

    @Test(arguments: [
        ("de", ["Der Imker liebt die Bienen.", "Die Bienen lieben den Garten, und der Imker schläft."], "#Bienen"),
        ("de", ["der imker liebt die bienen", "die bienen lieben den garten und der imker schläft"], "#Bienen"),
        ("fr", ["La farine vient du champ.", "Le boulanger aime la farine du champ."], "#Farine"),
        ("es", ["La sombra salva el café.", "Sin la sombra no hay café."], "#Sombra"),
        ("it", ["Il quarzo costa poco.", "Il mercato del quarzo è grande."], "#Quarzo"),
        ("pt", ["A lavoura queima.", "O dono da lavoura chora."], "#Lavoura"),
    ])
    func areNounsByWhatStandsBeforeThem(language: String, texts: [String], tag: String) {
        let tags = Self.tags(texts, language)
        #expect(tags.contains(tag), "\(tags)")
        #expect(!tags.contains { ["#Liebt", "#Lieben", "#Aime", "#Salva", "#Costa", "#Queima"].contains($0) })
    }

    @Test func germanNamesAreNamesAndNeighboursAreNot() {
        let tags = Self.tags(
            [
                "Der Biologe Karl von Frisch hat den Tanz verstanden.", "Jede Weiche kostet, weil Weichen Geld kosten.",
                "Wir haben Weichen abgebaut, und der Tanz der Züge hört auf.",
            ],
            "de"
        )
        #expect(tags.contains("#KarlVonFrisch") && tags.contains("#Weichen"), "\(tags)")
        #expect(!tags.contains("#WeichenGeld"))
    }
}
