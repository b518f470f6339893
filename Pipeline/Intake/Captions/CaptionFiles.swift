import StateFiles
package import SystemPackage

/// The caption files of a folder, found by the video's name: `talk.vtt`, `talk.srt`, `talk.en.vtt` for `talk.mp4`.
///
/// Letters of either case and composed or decomposed ones are the same. A file goes to the video whose name it has most of:
/// `talk.part2.vtt` is not `talk.mp4`'s where `talk.part2.mp4` is there.
package struct CaptionFiles {
    private struct Entry {
        let file: FilePath.Component
        let name: CaptionName
        /// The most of its name that a video in the folder has.
        let longest: Int
    }

    private var byKey: [String: [Entry]] = [:]
    private var videos: [String: [FilePath.Component]] = [:]

    /// Sorts a folder's names once; each video then finds its own in one look-up.
    package init(_ names: [FilePath.Component]) {
        // The sound of a video is no video of its own, so what is named after it is the video's.
        let recorded = FolderScan.recordedBeside(names)
        for name in names
        where FolderScan.extensions.contains(name.lowercasedExtension) && !recorded.contains(name.bytes) {
            for key in CaptionName.keys(of: name) { videos[key, default: []].append(name) }
        }
        for name in names {
            let readings = CaptionName.readings(of: name)
            let longest = readings.filter { videos[$0.key] != nil }.map(\.name.shared).max() ?? 0
            for reading in readings {
                byKey[reading.key, default: []].append(Entry(file: name, name: reading.name, longest: longest))
            }
        }
    }

    /// Whether a name could be that of a video's captions.
    package static func isCaptions(_ name: FilePath.Component) -> Bool {
        CaptionName.endings.contains(name.lowercasedExtension)
    }

    /// The captions of a video as far as names tell, best first: those of its own name before those of its sound's, all that is
    /// said before parts of it, without a tag before with one, WebVTT before SubRip, then by name.
    package func beside(_ video: FilePath.Component) -> [FilePath.Component] {
        var found: [FilePath.Component: CaptionName] = [:]
        for key in CaptionName.keys(of: video) {
            for entry in byKey[key] ?? [] where entry.name.shared >= entry.longest && isNearest(video, entry.file, key)
            {
                found[entry.file] = entry.name
            }
        }
        return found.sorted { rank($0.value, $0.key) < rank($1.value, $1.key) }.map(\.key)
    }

    /// Whether no other video has the same name but for case or composition, and the captions exactly that.
    private func isNearest(_ video: FilePath.Component, _ file: FilePath.Component, _ key: String) -> Bool {
        func isExact(_ video: FilePath.Component) -> Bool {
            file.bytes.starts(with: video.bytes.prefix(video.stemLength))
        }
        guard let others = videos[key], others.count > 1, !isExact(video) else { return true }
        return !others.contains(where: isExact)
    }

    private func rank(_ name: CaptionName, _ file: FilePath.Component) -> (Int, CaptionName.Kind, Int, Int, String) {
        let ending = CaptionName.endings.firstIndex(of: name.ending) ?? 0
        return (name.isOfSound ? 1 : 0, name.kind, name.tags, ending, file.string)
    }
}
