import Manifest
import TalkTime

/// The head of a video's page: its name, its status and the facts of its source.
struct VideoHeader {
    /// The page.
    let page: VideoPage

    /// The head, with the way back to all videos.
    var html: HTML {
        Tag.header(.class("top")) {
            Tag.nav(.label("Outbox")) {
                Tag.a(.href(.outbox(from: page.folder))) { "All videos" }
            }
            Tag.div(.class("title")) {
                Tag.h1(.dirAuto) { page.name }
                page.manifest.status.badge
            }
            Tag.dl(.class("facts")) {
                for fact in facts {
                    Tag.div {
                        Tag.dt { fact.name }
                        Tag.dd(.dirAuto) { fact.value }
                    }
                }
            }
        }
    }

    private var facts: [(name: String, value: HTML)] {
        let manifest = page.manifest
        let source = manifest.source
        var facts: [(name: String, value: HTML)] = []
        let ready = manifest.clips.count { $0.status == .ready }
        if ready > 0 || manifest.status == .ready {
            let total = manifest.clips.count
            let clips = ready == total ? Figures.count(ready) : "\(ready) of \(Figures.count(total))"
            facts.append(("Clips", HTML(text: clips)))
        }
        if let duration = manifest.duration { facts.append(("Length", HTML(text: TalkTime.length(duration)))) }
        if let width = source.width, let height = source.height {
            // Plain digits: nobody writes 1,920 × 1,080.
            facts.append(("Picture", HTML(text: "\(width) × \(height)")))
        } else if let codecs = source.codecs, codecs.video == nil {
            facts.append(("Picture", HTML(text: "None, sound only")))
        }
        facts.append(("Size", HTML(text: Figures.size(source.bytes))))
        if let transcript = manifest.transcript {
            var value = HTML(text: transcript.summary)
            if let path = transcript.path {
                value = Tag.a(.href(FileLink(path))) { transcript.summary }
            }
            facts.append(("Transcript", value))
        }
        facts.append(("Source", Tag.code { source.path }))
        return facts
    }
}
