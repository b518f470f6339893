import Testing

@testable import Desk

@Suite struct RouteTests {
    private static let id = "0123456789abcdef"

    @Test(arguments: [
        ("/", Route.listPage), ("/videos/\(id)", .videoPage(id)), ("/assets/desk.css", .asset("desk.css")),
        ("/api/health", .health), ("/api/session", .session), ("/api/events", .events), ("/metrics", .metrics),
        ("/api/openapi.json", .openAPI), ("/api/videos", .videos), ("/api/videos/upload", .upload),
        ("/api/videos/\(id)", .video(id)), ("/api/videos/\(id)/status", .status(id)),
        ("/api/videos/\(id)/analyze", .analyze(id)), ("/api/videos/\(id)/moments", .moments(id)),
        ("/api/videos/\(id)/refine", .refine(id)), ("/api/videos/\(id)/source", .source(id)),
        ("/api/videos/\(id)/files/clips/01-a%20b.mp4", .file(id, path: "clips/01-a b.mp4")),
        ("/api/videos/\(id)/files/transcript.vtt", .file(id, path: "transcript.vtt")),
        ("/api/moments/\(id).m10", .moment("\(id).m10")), ("/api/moments/m10/create-clip", .createClip("m10")),
        ("/api/assets/a1", .fetched(asset: "a1")), ("/api/clips/c1", .clip("c1")), ("/api/webhooks/mux", .muxWebhook),
        ("/api/uploads/aa", .uploadTarget("aa")),
    ]) func paths(_ path: String, _ route: Route) { #expect(Route(path: path) == route) }

    @Test(arguments: [
        "", "api", "//", "/api", "/api/", "/api/videos/", "/api/videos/ABCDEF0123456789", "/api/videos/0123",
        "/api/videos/..", "/api/videos/\(id)/", "/api/videos/\(id)/nothing", "/api/videos/\(id)/files",
        "/api/videos/\(id)/files/", "/api/videos/\(id)/files/..", "/api/videos/\(id)/files/clips/../../../etc/passwd",
        "/api/videos/\(id)/files/%2e%2e/x", "/api/videos/\(id)/files/..%2f..%2fetc%2fpasswd",
        "/api/videos/\(id)/files/%2fetc%2fpasswd", "/api/videos/\(id)/files/a%00b", "/api/videos/\(id)/files/./a",
        "/assets/", "/assets/../desk.css", "/assets/%2e%2e", "/videos/\(id)/x", "/api/moments/a%0ab",
        "/api/moments/%zz", "/api/assets/", "/api/assets/a/b",
        "/api/moments/a%2fb", "/api/moments/", "/index.html", "http://127.0.0.1/", "/api/webhooks/other",
    ]) func allElseIsNone(_ path: String) { #expect(Route(path: path) == nil) }

    @Test func onlyFourAreOpen() {
        let all = [
            "/", "/videos/\(Self.id)", "/assets/a", "/api/health", "/api/session", "/api/events", "/api/videos",
            "/api/openapi.json", "/metrics", "/api/videos/upload", "/api/webhooks/mux", "/api/clips/a",
            "/api/moments/a", "/api/assets/a",
            "/api/uploads/a", "/api/videos/\(Self.id)", "/api/videos/\(Self.id)/source",
        ]
        let open = all.filter { Route(path: $0)?.isOpen == true }
        #expect(open == ["/assets/a", "/api/health", "/api/session", "/api/webhooks/mux"])
    }
}
