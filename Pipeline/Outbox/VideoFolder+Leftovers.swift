import StateFiles
import SystemPackage

extension VideoFolder {
    /// Half files that a killed process left beside their targets.
    func leftovers() throws(FileError) -> [FilePath] {
        var found: [FilePath] = []
        for folder in [path, file("state")] {
            guard try FileFacts.ifPresent(folder) != nil else { continue }
            for name in try Files.list(folder) where AtomicFile.isLeftover(name) {
                found.append(folder.appending(name))
            }
        }
        return found
    }
}
