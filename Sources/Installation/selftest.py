# Loads the model that was set up, as the recogniser does: selftest.py FOLDER
import sys

import faster_whisper

faster_whisper.WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
