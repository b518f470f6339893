import Manifest

let outbox = PublishedOutbox(CommandLine.arguments[1])
for video in try outbox.videos() where video.status == .ready {
    for clip in try outbox.manifest(of: video).clips {
        print(video.folder, clip.file ?? "", clip.caption ?? "", separator: "\t")
    }
}
