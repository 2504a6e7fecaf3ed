;;; hash.el --- hash records with a running sidecar  -*- lexical-binding: t -*-

;; Emacs can't map memory, so the bytes travel in the request, as base64.
;;
;;   emacs -Q --batch -l hash.el "$(npx outrigger sockname)"
;;
;; `jsonrpc' comes with Emacs 27 and later, and speaks the dialect with a Content-Length.

(require 'jsonrpc)

(defconst hash-count 10000)

(defun hash-connect (path)
  "Connect to the sidecar that listens on PATH."
  (jsonrpc-process-connection
   :name "outrigger"
   :process (make-network-process :name "outrigger" :family 'local :service path
                                  :coding 'utf-8-emacs-unix :noquery t)))

(defun hash-records (sidecar records)
  "The SHA-256 digests, one after another, of the 64-byte RECORDS, a unibyte string."
  (let ((result (jsonrpc-request
                 sidecar :hash/records
                 (list :algorithm "sha256" :recordSize 64
                       :data (list :base64 (base64-encode-string records t))))))
    (base64-decode-string (plist-get (plist-get result :digests) :base64))))

(defun hash-hex (digest)
  "DIGEST, a unibyte string, in hexadecimal."
  (mapconcat (lambda (byte) (format "%02x" byte)) digest ""))

(let* ((sidecar (hash-connect (pop command-line-args-left)))
       (records (mapconcat (lambda (i) (format "record %-56d\n" i))
                           (number-sequence 1 hash-count) ""))
       (digests (hash-records sidecar records)))
  (princ (format "%d digests, the first is %s\n"
                 (/ (length digests) 32) (hash-hex (substring digests 0 32))))
  (dotimes (i hash-count)
    (unless (equal (secure-hash 'sha256 (substring records (* i 64) (* (1+ i) 64)) nil nil t)
                   (substring digests (* i 32) (* (1+ i) 32)))
      (error "Digest %d is wrong" i))))

;;; hash.el ends here
