import ArgumentParser
import Intake
import StateFiles
import SystemPackage

/// What a command line names: files and folders, and videos that stand at a host already.
struct NamedVideos {
    /// From the root of the file system.
    let paths: [FilePath]
    let assets: [AssetName]

    /// Reads arguments; a usage error where one is neither.
    init(_ arguments: [String]) throws {
        var paths: [FilePath] = []
        var assets: [AssetName] = []
        for argument in arguments {
            do throws(AssetName.Malformed) {
                if let asset = try AssetName(argument: argument) {
                    assets.append(asset)
                } else {
                    paths.append(FilePath(argument: argument).absolute(in: Files.currentFolder))
                }
            } catch {
                throw ValidationError(error.description)
            }
        }
        self.paths = paths
        self.assets = assets
    }
}
