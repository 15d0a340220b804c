package dev.monitor.concurrency.servlet;

import java.io.IOException;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.http.servlet.ServletHttpResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Writes what requests are answered that get no permit. Thread-safe.
 *
 * @param answers the answers
 * @param headers what is added to them
 */
public record Rejections(RejectionAnswers answers, RejectionHeaders headers) {

	void write(Admission reason, @Nullable Priority priority, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.headers.add(request, response);
		ServletHttpResponse.write(this.answers.next(reason, priority), request, response);
	}

}
