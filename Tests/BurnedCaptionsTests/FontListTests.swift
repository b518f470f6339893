import BurnedCaptions
import Testing

@Suite struct FontListTests {
    @Test("Names of a font are all known, whatever their case, and slanted ones are passed over")
    func names() {
        let list = FontList(listing: "Inter,Inter Black|0|20-7e a0\nSlanted|100|20-7e\nnonsense\n")
        #expect(list.has("inter black") && list.has("Inter"))
        #expect(!list.has("Slanted"))
        #expect(list.families == ["Inter", "Inter Black"])
    }
}
