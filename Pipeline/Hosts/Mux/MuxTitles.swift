import Intake
import Settings
import StateFiles
import SystemPackage

extension Settings {
    /// What Mux is told as a title, which whoever plays the asset may see; nil where it is told none.
    func muxTitle(_ title: String) -> String? {
        muxTitle == .none || title.isEmpty ? nil : title
    }
}

extension FilePath {
    /// The name of a video without its folders and its ending, for people.
    var title: String {
        guard let name = lastComponent else { return "" }
        return String(decoding: name.bytes.prefix(name.stemLength), as: UTF8.self).oneLine
    }
}
