package import StateFiles

extension VideoFolder {
    /// Half files that a killed process left beside their targets.
    package func leftovers() throws(FileError) -> [Place] {
        var found: [Place] = []
        for folder in [place, file("state")] where try folder.factsIfPresent() != nil {
            found += try folder.leftovers()
        }
        return found
    }
}

extension Place {
    /// Half files that a killed process left in the folder.
    package func leftovers() throws(FileError) -> [Place] {
        try list().filter(AtomicFile.isLeftover).map { appending($0) }
    }
}
