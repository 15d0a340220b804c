@NullMarked
package dev.monitor.concurrency.tomcat;

import org.jspecify.annotations.NullMarked;
