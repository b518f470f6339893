import Testing

@testable import HTTPTransfer

@Suite struct ErrorTextTests {
    private let text = ErrorText(
        HTTPRequest(
            .get,
            .secret(Secret("https://host.example/path?sig=1")),
            authorization: .basic(user: Secret("name"), password: Secret("pass word"))
        )
    )

    @Test(arguments: [
        ("Could not resolve host: host.example", "Could not resolve host: host.example"),
        ("bad https://host.example/path?sig=1 here", "bad … here"),
        ("bad /path?sig=1, here", "bad …, here"),
        ("Unsupported proxy syntax in 'http://u:p@proxy:1'", "Unsupported proxy syntax in …"),
        ("proxy u:p@proxy fails", "proxy … fails"),
        ("name said\r\n\tpass word", "… said …"),
    ])
    func secretsAreCutOut(_ words: String, _ clean: String) {
        #expect(text.clean(words) == clean)
    }

    @Test func whatIsLongIsCut() {
        #expect(text.clean(String(repeating: "x", count: 5000)).count == 300)
    }
}
