;;; -*- lexical-binding: t -*-
;; Calls a sidecar from Emacs by its own jsonrpc.el, over a socket and over stdio. Prints one JSON object of what it got;
;; judges nothing.
(require 'jsonrpc)
(require 'json)

(defun outrigger-attempt (connection method params)
  (condition-case caught
      (list :ok t :result (jsonrpc-request connection method params :timeout 20))
    (jsonrpc-error
     (list :ok :json-false
           :code (alist-get 'jsonrpc-error-code (cddr caught))
           :message (alist-get 'jsonrpc-error-message (cddr caught))))))

(defun outrigger-converse (connection)
  (list
   :initialize (outrigger-attempt connection :initialize '(:processId nil :capabilities nil))
   :bare (outrigger-attempt connection :server/status nil)
   :messages (outrigger-attempt connection :hash/messages '(:algorithm "sha256" :messages ["abc" "" "é😀"]))
   :base64 (outrigger-attempt connection :hash/records '(:algorithm "sha256" :recordSize 2 :data (:base64 "//79/A==")))
   :wrong (outrigger-attempt connection :hash/records '(:algorithm "sha256" :recordSize 0 :data "abc"))
   :unknown (outrigger-attempt connection :hash/nothing nil)
   :many (let ((good 0))
           (dotimes (_ 200 good)
             (when (eq t (plist-get (outrigger-attempt connection :hash/records '(:algorithm "sha256" :recordSize 1 :data "a")) :ok))
               (setq good (1+ good)))))
   :after (outrigger-attempt connection :server/status nil)))

(let* ((socket (make-instance
                'jsonrpc-process-connection
                :name "outrigger socket"
                :process (lambda ()
                           (make-network-process :name "outrigger" :family 'local :service (getenv "OUTRIGGER_SOCKET")
                                                 :coding 'utf-8-emacs-unix :noquery t))))
       (stdio (make-instance
               'jsonrpc-process-connection
               :name "outrigger stdio"
               :process (lambda ()
                          (make-process :name "outrigger" :command (split-string (getenv "OUTRIGGER_COMMAND") "\n")
                                        :connection-type 'pipe :coding 'utf-8-emacs-unix :noquery t
                                        :stderr (get-buffer-create "*outrigger stderr*")))))
       (told (list :socket (outrigger-converse socket) :stdio (outrigger-converse stdio))))
  (princ (json-encode told)))
