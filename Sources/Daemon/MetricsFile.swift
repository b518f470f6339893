import StateFiles
public import SystemPackage

/// A file of metrics for node_exporter's textfile collector.
public enum MetricsFile {
    /// Puts a text in place of the file, in one step: the collector reads the old one or the new.
    ///
    /// The temporary file beside it ends in `.tmp`, which the collector does not read. Nothing is synced: after a power
    /// cut the figures begin again anyway. Throws `metricsNotWritten`.
    public static func write(_ text: String, to path: FilePath) throws(DaemonError) {
        do {
            try AtomicFile.write(text.utf8, to: path, isSynced: false)
        } catch {
            throw .metricsNotWritten(error)
        }
    }
}
