/**
 * Mails that are deliveries.
 */
@NullMarked
package dev.monitor.delivery.mail;

import org.jspecify.annotations.NullMarked;
