;;; eglot.el --- Emacs eglot opens a file with secrets  -*- lexical-binding: t; -*-
;; As its user would set it up: opens the file, looks at the diagnostics, redacts one by the code action, takes a secret away by
;; typing and puts it back. Prints what it saw as JSON; judges nothing.
(require 'eglot)
(require 'flymake)
(require 'json)
(setq eglot-autoshutdown nil
      eglot-connect-timeout 60
      eglot-sync-connect 60
      eglot-confirm-server-initiated-edits nil)

(defun seen ()
  (mapcar (lambda (each)
            (save-excursion
              (goto-char (flymake-diagnostic-beg each))
              `((line . ,(1- (line-number-at-pos)))
                (start . ,(- (flymake-diagnostic-beg each) (line-beginning-position)))
                (finish . ,(- (flymake-diagnostic-end each) (line-beginning-position)))
                (message . ,(flymake-diagnostic-text each)))))
          (sort (copy-sequence (flymake-diagnostics))
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun wait-for (count)
  (let ((until (+ (float-time) 30)))
    (while (and (/= (length (flymake-diagnostics)) count) (< (float-time) until))
      (accept-process-output nil 0.05))
    (vconcat (seen))))

(defun replace-line (line text)
  (goto-char (point-min))
  (forward-line line)
  (delete-region (line-beginning-position) (line-end-position))
  (insert text)
  ;; a batch Emacs is never idle: what its idle timer would send is sent by hand
  (eglot--signal-textDocument/didChange)
  (flymake-start))

(let ((told nil) (file (getenv "OUTRIGGER_FILE")))
  (find-file file)
  (text-mode)
  (eglot '(text-mode) (cons 'transient default-directory) 'eglot-lsp-server
         (list (getenv "OUTRIGGER_NODE") (getenv "OUTRIGGER_CLI") "lsp" "--stdio") "plaintext")
  (flymake-start)
  (push (cons 'opened (wait-for 3)) told)
  (goto-char (point-min))
  (forward-line 1)
  (forward-char 12)
  (let ((actions (eglot-code-actions (point) (1+ (point)) "quickfix")))
    (push (cons 'actions (vconcat (mapcar (lambda (each) (plist-get each :title)) actions))) told)
    (let ((action (seq-find (lambda (each) (string-prefix-p "Redact this" (plist-get each :title))) actions)))
      (eglot--apply-workspace-edit (plist-get action :edit))))
  (goto-char (point-min))
  (forward-line 1)
  (push (cons 'mended (buffer-substring-no-properties (line-beginning-position) (line-end-position))) told)
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (push (cons 'redacted (wait-for 2)) told)
  (goto-char (point-min))
  (forward-line 4)
  (let ((line (buffer-substring-no-properties (line-beginning-position) (line-end-position))))
    (replace-line 4 "key: nothing")
    (push (cons 'typed (wait-for 1)) told)
    (replace-line 4 line)
    (push (cons 'back (wait-for 2)) told))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (princ (json-encode told)))
