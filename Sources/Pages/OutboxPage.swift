public import Manifest
import TalkTime

/// `index.html` of the outbox: all its videos, each with a link to its own page.
///
/// What needs a person stands first, then what is at work, then what is ready; within each by name, so that a video
/// is where it was the last time.
public struct OutboxPage: Sendable {
    private let lines: [IndexLine]

    /// A page of an outbox, in whatever order its lines come: n log n in their number.
    public init(lines: [IndexLine]) {
        self.lines = lines.sorted { ($0.folder, $0.id) < ($1.folder, $1.id) }
    }

    /// The page, UTF-8 when written.
    public func html() -> String {
        Document(title: "All videos – SmartClip", hasScript: false, body: body).html()
    }

    @HTMLBuilder private var body: HTML {
        let troubled = lines.filter { $0.status == .error || $0.status == .partial }
        let ready = lines.filter { $0.status == .ready }
        let busy = lines.filter { $0.status.kind == "busy" }
        Tag.header(.class("top")) {
            Tag.h1 { "All videos" }
            Tag.p(.class("meta")) {
                Tag.span { Figures.count(lines.count, "video") }
                Tag.span { Figures.count(lines.reduce(0) { $0 + $1.clipsReady }, "clip") }
            }
        }
        Tag.main {
            if lines.isEmpty { Tag.p(.class("waiting")) { "No videos yet." } }
            section("Needs attention", "attention", troubled)
            section("At work", "busy", busy)
            section("Ready", "ready", ready)
        }
        Tag.footer {
            Tag.p {
                "All of this for programs: "
                Tag.a(.href(FileLink("manifest.ndjson"))) { "manifest.ndjson" }
                "."
            }
        }
    }

    private func section(_ title: String, _ id: String, _ lines: [IndexLine]) -> HTML? {
        guard !lines.isEmpty else { return nil }
        return Tag.section(.class("videos"), .labelledBy(id)) {
            Tag.h2(.id(id)) { title }
            Tag.ul { for line in lines { row(line) } }
        }
    }

    private func row(_ line: IndexLine) -> HTML {
        let parts = FileLink.parts(of: line.folder)
        let name = parts.last.map(String.init) ?? line.folder
        return Tag.li {
            if let thumbnail = line.thumbnail { picture(line.folder + "/" + thumbnail) }
            Tag.div(.class("video")) {
                Tag.div(.class("title")) {
                    Tag.a(.href(FileLink(line.folder + "/index.html")), .dirAuto) { name }
                    line.status.badge
                }
                Tag.p(.class("meta")) {
                    if parts.count > 1 {
                        Tag.span(.dirAuto) { parts.dropLast().joined(separator: "/") }
                    }
                    if line.clipsReady > 0 || line.status == .ready {
                        Tag.span { Figures.count(line.clipsReady, "clip") }
                    }
                    if let duration = line.duration { Tag.span { TalkTime.length(duration) } }
                    line.updatedAt.html
                }
                if let error = line.error { Tag.div(.class("notice error")) { FailureNotice(error).html } }
            }
        }
    }

    /// It says nothing that the name beside it does not; of ten thousand, those are loaded that come into view.
    private func picture(_ file: String) -> HTML {
        VoidTag.img(.src(FileLink(file)), Attribute("alt", ""), Attribute("loading", "lazy"))
    }
}
