# Loads the weights that were set up, and uses them, as the face helper does: selftest_faces.py FOLDER
import glob
import sys

import cv2
import numpy

(weights,) = glob.glob(sys.argv[1] + "/*.onnx")
cv2.FaceDetectorYN.create(weights, "", (64, 64)).detect(numpy.zeros((64, 64, 3), numpy.uint8))
