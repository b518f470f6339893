import Testing

@testable import Desk

@Suite struct HostNamesTests {
    private let names = HostNames(address: "127.0.0.1", port: 8765, more: ["Desk.example.org"])

    @Test(arguments: [
        "127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765", "localhost.:8765", "desk.example.org",
        "DESK.EXAMPLE.ORG.",
    ]) func isTheDesks(_ host: String) { #expect(names.contain(host)) }

    @Test(arguments: [
        nil, "", "evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "localhost:87650", "localhost",
        "localhost:8765.evil.example", "127.0.0.1:8765@evil.example", "[::1]", "0x7f000001:8765",
        "desk.example.org:8765",
        "a.desk.example.org",
    ]) func isNot(_ host: String?) { #expect(!names.contain(host)) }

    @Test func onPort80ABrowserLeavesThePortOut() {
        #expect(HostNames(address: "127.0.0.1", port: 80, more: []).contain("localhost"))
    }

    /// An address that all listen at names nothing: what may be asked for is given.
    @Test func everyAddressIsNoName() {
        let all = HostNames(address: "0.0.0.0", port: 80, more: ["desk.example.org"])
        #expect(!all.contain("0.0.0.0") && !all.contain("localhost") && all.contain("desk.example.org"))
    }

    @Test(arguments: [
        ("http://127.0.0.1:8765", "127.0.0.1:8765", true),
        ("https://desk.example.org", "desk.example.org", true),
        ("https://desk.example.org", "desk.example.org:443", true),
        ("http://localhost:8765", "127.0.0.1:8765", false),
        ("http://127.0.0.1:8766", "127.0.0.1:8765", false),
        ("http://evil.example", "127.0.0.1:8765", false),
        ("null", "127.0.0.1:8765", false),
        ("file://127.0.0.1:8765", "127.0.0.1:8765", false),
        ("", "127.0.0.1:8765", false),
    ]) func anOriginIsTheDesksOwn(_ origin: String, _ host: String, _ isSame: Bool) {
        #expect(HostNames.isSame(origin: origin, host: host) == isSame)
    }
}
